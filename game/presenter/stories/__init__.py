"""What has happened, told as news."""
