package metatextgrad.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The versions that a bug report needs. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String ours = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "mtg %s (Java %s, %s %s)"
                    .formatted(
                            Objects.requireNonNullElse(ours, "from classes"),
                            Runtime.version(),
                            System.getProperty("os.name"),
                            System.getProperty("os.arch"))
        };
    }
}
