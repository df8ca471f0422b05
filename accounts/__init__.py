"""Who you are: sign-in, second step, sessions, invitations."""
