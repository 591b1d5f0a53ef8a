package metatextgrad.embedded;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;

/** The folder of the registry's server, which the build unpacked; the launcher passes it on. */
final class RegistryHome {
    static final String PROPERTY = "mtg.registry.home";

    private RegistryHome() {}

    static Path find() {
        return find(System.getProperty(PROPERTY));
    }

    static Path find(@Nullable String home) {
        if (home == null) {
            throw Exit.CONFIGURATION.problem(
                    "The schema registry's folder is unknown: the system property %s is not set. Start through ./mtg.",
                    PROPERTY);
        }
        Path folder = Path.of(home);
        if (!Files.exists(folder.resolve("quarkus-run.jar"))) {
            throw Exit.CONFIGURATION.problem(
                    "The schema registry is missing in %s. Build again: mvn -DskipTests package -pl services/embedded -am",
                    folder.toAbsolutePath().normalize());
        }
        return folder.toAbsolutePath().normalize();
    }

    /**
     * Returns the server and our class that starts it; our other classes use none of its libraries.
     */
    static String classPath(Path home) {
        try {
            Path ours =
                    Path.of(
                            RegistryChild.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return ours + System.getProperty("path.separator") + home.resolve("quarkus-run.jar");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
