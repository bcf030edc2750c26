"""What two universities keep of one another, put side by side: sent, corrected, read back."""
