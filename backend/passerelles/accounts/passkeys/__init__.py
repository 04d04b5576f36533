"""Passkeys: signing in with what unlocks the phone, without an address or a password (WebAuthn)."""
