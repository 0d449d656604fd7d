"""What people do with an answer: say whether it helped, ask a person, ask again, vouch for it."""
