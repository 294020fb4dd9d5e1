"""What the cards of actions and answers say."""
