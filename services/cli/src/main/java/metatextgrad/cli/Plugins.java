package metatextgrad.cli;

import static java.util.Objects.requireNonNullElse;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import metatextgrad.evaluator.Evaluators;
import metatextgrad.ops.OpenFileLimit;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.strategy.Strategies;

/** Strategies, evaluators and commands from users' jars. */
final class Plugins {
    private Plugins() {}

    /**
     * @throws EnvironmentProblem if one cannot be loaded
     */
    static void requireLoadable() {
        try {
            Strategies.names();
            Evaluators.names();
            ServiceLoader.load(ModuleCommand.class).forEach(command -> {});
        } catch (ServiceConfigurationError | LinkageError e) {
            throw problem(e, OpenFileLimit.caused(e) || OpenFileLimit.reached());
        }
    }

    static EnvironmentProblem problem(Error thrown, boolean tooManyFiles) {
        if (tooManyFiles) return Exit.CONFIGURATION.problem(thrown, OpenFileLimit.REACHED);
        Throwable cause =
                thrown instanceof ExceptionInInitializerError
                        ? requireNonNullElse(thrown.getCause(), thrown)
                        : thrown;
        return Exit.CONFIGURATION.problem(
                thrown,
                "a strategy, an evaluator or a command of a jar cannot be used: %s; fix the jar or remove it from plugins",
                String.valueOf(cause.getMessage()).strip());
    }
}
