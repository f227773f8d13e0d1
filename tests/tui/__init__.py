"""How the app shows and hides what a person wrote, in real terminals wherever that matters."""
