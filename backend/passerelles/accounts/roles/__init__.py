"""Who may do what, where and until when; who let them."""
