"""Signing in with an identity proved elsewhere: OpenID Connect providers and ÉduConnect (SAML 2.0)."""
