"""How a person proves who they are: OpenID Connect, SAML, passkeys."""
