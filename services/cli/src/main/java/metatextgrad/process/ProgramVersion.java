package metatextgrad.process;

import static java.util.Objects.requireNonNullElse;

/** The version of this program. */
public final class ProgramVersion {
    private ProgramVersion() {}

    /** Returns the version of the jar; {@code from classes} if it was not built as a jar. */
    public static String text() {
        return requireNonNullElse(
                ProgramVersion.class.getPackage().getImplementationVersion(), "from classes");
    }
}
