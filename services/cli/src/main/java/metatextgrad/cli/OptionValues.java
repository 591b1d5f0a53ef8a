package metatextgrad.cli;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Describes wrong values of options; the texts of picocli name types of Java. Pure. */
final class OptionValues {
    private OptionValues() {}

    /** Returns what the value must be; empty if its own converter has refused it. */
    static Optional<String> problem(ParameterException problem) {
        ArgSpec arg = problem.getArgSpec();
        String typed = problem.getValue();
        if (arg == null || typed == null) return Optional.empty();
        String name = arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
        return wanted(problem, arg, typed)
                .map(wanted -> "%s must be %s, not `%s`".formatted(name, wanted, typed));
    }

    private static Optional<String> wanted(ParameterException problem, ArgSpec arg, String typed) {
        // A key that a converter refuses comes without its value, but with a cause.
        if (arg.typeInfo().isMap())
            return typed.contains("=") || problem.getCause() != null
                    ? Optional.empty()
                    : Optional.of(arg.paramLabel());
        if (arg.converters().length > 0) return Optional.empty();
        Class<?> type = arg.auxiliaryTypes()[0];
        if (type.isEnum())
            return Optional.of(
                    Stream.of(type.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(" or ")));
        return switch (type.getSimpleName()) {
            case "int", "Integer" -> Optional.of(whole(typed, Integer.MAX_VALUE));
            case "long", "Long" -> Optional.of(whole(typed, Long.MAX_VALUE));
            case "double", "Double" -> Optional.of("a number");
            case "boolean", "Boolean" -> Optional.of("true or false");
            default -> Optional.empty();
        };
    }

    private static String whole(String typed, long most) {
        boolean tooLarge = typed.matches("[+-]?\\d+");
        return tooLarge ? "a whole number from -%1$d to %1$d".formatted(most) : "a whole number";
    }
}
