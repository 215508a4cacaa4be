"""Both platforms on loopback: what the bot talks to where no real one is wanted."""
