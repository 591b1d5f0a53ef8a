package metatextgrad.cli;

/**
 * A command of {@code mtg} in another module. Public extension point: write one class with
 * picocli's {@code @Command} and a public constructor without parameters, one line in {@code
 * META-INF/services}, and one test. {@code examples/command} is such a module.
 */
public interface ModuleCommand {}
