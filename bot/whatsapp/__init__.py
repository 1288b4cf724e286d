"""WhatsApp by Meta's Cloud API: reading its webhooks, laying messages out, sending them."""
