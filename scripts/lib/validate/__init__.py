"""What the ecosystem's validators would say about the integration, without a network."""
