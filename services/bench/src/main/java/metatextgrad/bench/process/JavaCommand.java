package metatextgrad.bench.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of processes that run classes of this one. */
public final class JavaCommand {
    private static final int NEEDS_FLAG = 23;

    private JavaCommand() {}

    /**
     * Returns the command of a main class.
     *
     * @param flags of the JVM
     */
    public static List<String> of(List<String> flags, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= NEEDS_FLAG)
            command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Returns the command of {@code mtg service NAME}. */
    public static List<String> service(List<String> flags, String name) {
        return of(flags, ServiceMain.class, "service", name);
    }
}
