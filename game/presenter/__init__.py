"""What a reader is shown, decided once for every face: no pixels, no HTML, no colours."""
