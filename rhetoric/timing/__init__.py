"""Time: series and trends, change points and what lies near them, before and after, hostility."""
