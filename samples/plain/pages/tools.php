<?php
foreach (tools_for_hire() as $tool) {
    echo htmlspecialchars($tool);
}
