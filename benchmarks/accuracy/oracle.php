<?php
/**
 * Paths on standard input, one JSON line each on standard output: what nikic's PHP-Parser finds in the file.
 *
 * {"path": …, "error": …} or {"path": …, "references": [[kind, name, line, unit]], "declarations": [[kind, name, line]],
 * "functions": [[name, fallback, line, unit]], "methods": [[name, line, unit]], "includes": ["", line, unit]}. A unit is
 * the class-like or function around the place, "" for the script. The file is parsed, never executed. Works with
 * versions 4 and 5 of PHP-Parser.
 *
 * Usage: php oracle.php AUTOLOAD < paths
 */

use PhpParser\Lexer;
use PhpParser\Node;
use PhpParser\NodeTraverser;
use PhpParser\NodeVisitorAbstract;
use PhpParser\NodeVisitor\NameResolver;
use PhpParser\ParserFactory;

require $argv[1];
ini_set('memory_limit', '2G');

final class Collector extends NodeVisitorAbstract
{
    public array $found = ['references' => [], 'declarations' => [], 'functions' => [], 'methods' => [], 'includes' => []];
    private array $parents = []; // of the class-likes around us; null where there is none
    private array $units = ['']; // around us; an anonymous class is none
    private array $classes = []; // around us; null for an anonymous one

    public function enterNode(Node $node)
    {
        if ($node instanceof Node\Stmt\ClassLike) {
            $this->classLike($node);
        } elseif ($node instanceof Node\Stmt\Function_) {
            $this->units[] = $node->namespacedName->toString();
            $this->found['declarations'][] = ['function', end($this->units), $this->begin($node)];
        } elseif ($node instanceof Node\Stmt\TraitUse) {
            $this->names('uses-trait', $node->traits);
        } elseif ($node instanceof Node\Expr\New_) {
            $this->names('new', [$node->class]);
        } elseif ($node instanceof Node\Expr\StaticCall) {
            $this->names('static-call', [$node->class]);
            $this->method($node->name);
        } elseif ($node instanceof Node\Expr\ClassConstFetch) {
            $last = $node->name instanceof Node\Identifier && $node->name->toLowerString() === 'class';
            $this->names($last ? 'class-name' : 'constant', [$node->class]);
        } elseif ($node instanceof Node\Expr\StaticPropertyFetch) {
            $this->names('static-property', [$node->class]);
        } elseif ($node instanceof Node\Expr\Instanceof_) {
            $this->names('instanceof', [$node->class]);
        } elseif ($node instanceof Node\Stmt\Catch_) {
            $this->names('catch', $node->types);
        } elseif ($node instanceof Node\Param) {
            $this->type('parameter-type', $node->type); // of promoted ones too
            if ($node->flags !== 0 || ($node->hooks ?? []) !== []) {
                $this->members('field', [$node->var]);
            }
        } elseif ($node instanceof Node\Stmt\Property) {
            $this->type('property-type', $node->type);
            $this->members('field', $node->props);
        } elseif ($node instanceof Node\Stmt\ClassConst) {
            $this->type('property-type', $node->type ?? null);
            $this->members('constant', $node->consts);
        } elseif ($node instanceof Node\Stmt\EnumCase) {
            $this->members('constant', [$node]);
        } elseif ($node instanceof Node\Stmt\ClassMethod) {
            $this->members('method', [$node]);
        } elseif ($node instanceof Node\Attribute) {
            $this->names('attribute', [$node->name]);
        } elseif ($node instanceof Node\Expr\FuncCall) {
            $this->call($node->name);
        } elseif ($node instanceof Node\Expr\MethodCall || $node instanceof Node\Expr\NullsafeMethodCall) {
            $this->method($node->name);
        } elseif ($node instanceof Node\Expr\Include_) {
            $this->found['includes'][] = ['', $node->getStartLine(), end($this->units)];
        }
        if ($node instanceof Node\FunctionLike) {
            $this->type('return-type', $node->getReturnType());
        }
        return null;
    }

    public function leaveNode(Node $node)
    {
        if ($node instanceof Node\Stmt\ClassLike) {
            array_pop($this->parents);
            array_pop($this->classes);
        }
        if ($node instanceof Node\Stmt\Function_ || $node instanceof Node\Stmt\ClassLike && $node->name !== null) {
            array_pop($this->units);
        }
        return null;
    }

    private function classLike(Node\Stmt\ClassLike $node): void
    {
        $kinds = ['Stmt_Class' => 'class', 'Stmt_Interface' => 'interface', 'Stmt_Trait' => 'trait', 'Stmt_Enum' => 'enum'];
        if ($node->name !== null) {
            $name = $node->namespacedName->toString();
            $this->found['declarations'][] = [$kinds[$node->getType()], $name, $this->begin($node)];
            $this->units[] = $name;
        }
        $this->classes[] = $name ?? null;
        $extends = $node->extends ?? [];
        $extends = is_array($extends) ? $extends : [$extends];
        $this->parents[] = $node instanceof Node\Stmt\Class_ ? $node->extends : null;
        $this->names('extends', $extends);
        $this->names('implements', $node->implements ?? []);
    }

    private function type(string $kind, ?Node $type): void
    {
        if ($type instanceof Node\NullableType) {
            $this->type($kind, $type->type);
        } elseif ($type instanceof Node\UnionType || $type instanceof Node\IntersectionType) {
            foreach ($type->types as $part) {
                $this->type($kind, $part);
            }
        } elseif ($type instanceof Node\Name) {
            $this->names($kind, [$type]);
        }
    }

    private function names(string $kind, array $nodes): void
    {
        foreach ($nodes as $node) {
            if (!$node instanceof Node\Name) {
                continue;
            }
            $line = $node->getStartLine();
            $name = $node->toString();
            $special = strtolower($name);
            if ($special === 'self' || $special === 'static') {
                continue;
            }
            if ($special === 'parent') {
                $parent = end($this->parents) ?: null;
                if ($parent === null) {
                    continue;
                }
                $name = $parent->toString();
            }
            $this->found['references'][] = [$kind, $name, $line, end($this->units)];
        }
    }

    private function members(string $kind, array $nodes): void
    {
        $class = end($this->classes);
        foreach ($class ? $nodes : [] as $node) {
            $name = is_string($node->name) ? $node->name : $node->name->toString(); // of a variable: a string
            $this->found['declarations'][] = [$kind, "$class::$name", $this->begin($node)];
        }
    }

    private function begin(Node $node): int
    {
        $named = ($node->attrGroups ?? []) !== []; // the node begins with its attributes: the name is nearer
        return ($named && $node->name instanceof Node ? $node->name : $node)->getStartLine();
    }

    private function call(Node $name): void
    {
        if (!$name instanceof Node\Name) {
            $this->found['methods'][] = ['__invoke', $name->getStartLine(), end($this->units)];
            return;
        }
        if (in_array($name->toLowerString(), ['clone', 'die', 'exit'], true)) {
            return; // functions to later versions of PHP and of PHP-Parser only
        }
        $namespaced = $name->hasAttribute('namespacedName') ? $name->getAttribute('namespacedName')->toString() : '';
        $names = $namespaced !== '' ? [$namespaced, $name->toString()] : [$name->toString(), ''];
        $this->found['functions'][] = [...$names, $name->getStartLine(), end($this->units)];
    }

    private function method(Node $name): void
    {
        $named = $name instanceof Node\Identifier ? $name->toString() : '';
        $this->found['methods'][] = [$named, $name->getStartLine(), end($this->units)];
    }
}

$factory = new ParserFactory();
$parser = method_exists($factory, 'createForNewestSupportedVersion')
    ? $factory->createForNewestSupportedVersion()
    : $factory->create(ParserFactory::PREFER_PHP7, new Lexer\Emulative(['usedAttributes' => ['startLine', 'endLine']]));
while (($path = fgets(STDIN)) !== false) {
    $path = rtrim($path, "\n");
    $result = ['path' => $path];
    try {
        $traverser = new NodeTraverser();
        $traverser->addVisitor(new NameResolver());
        $collector = new Collector();
        $traverser->addVisitor($collector);
        $traverser->traverse($parser->parse(file_get_contents($path)));
        $result += $collector->found;
    } catch (PhpParser\Error $error) {
        $result['error'] = $error->getMessage();
    }
    echo json_encode($result, JSON_INVALID_UTF8_SUBSTITUTE), "\n";
}
