package metatextgrad.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a JVM that this process starts. */
public final class ChildCommand {
    /** With the name of a child, it marks the command line of its process. */
    public static final String MARK = "-Dmtg.child=";

    private ChildCommand() {}

    /**
     * Returns the start of a command line, without a class path. Ctrl-C reaches every process of a
     * terminal, but children stop after this process: their {@link ParentWatch} ends them.
     *
     * @param name of the child
     * @param heap its largest heap, such as 192m
     */
    public static List<String> of(String name, String heap) {
        return new ArrayList<>(
                List.of(
                        "/bin/sh",
                        "-c",
                        "trap '' INT; exec \"$@\"",
                        name,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        MARK + name,
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED"));
    }
}
