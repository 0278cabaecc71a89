<li></li>
