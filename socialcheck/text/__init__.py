"""What a string holds: folding, words, tags, the phrase grammar, personal data, links, length."""
