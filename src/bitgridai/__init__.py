"""BitGridAI: a local energy controller and its command-line tool."""
