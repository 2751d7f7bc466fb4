"""What one cell of a register says, whatever the spelling."""
