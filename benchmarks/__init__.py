"""What is measured: accuracy, speed, hostile files. A package, as a dependency may bring one of its name."""
