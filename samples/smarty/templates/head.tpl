<h1>{season}</h1>
