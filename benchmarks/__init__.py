"""What ``make fidelity`` and ``make bench`` measure."""
