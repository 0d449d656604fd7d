"""What chat models use and cost, and the budgets that hold before they are asked."""
