<?php
print 'Thank you';
