package metatextgrad.cli;

/**
 * A command of {@code mtg} that another module brings along: a class with picocli's
 * {@code @Command} and a public constructor without parameters, found by {@link
 * java.util.ServiceLoader}. So no general command depends on such a module.
 */
public interface ModuleCommand {}
