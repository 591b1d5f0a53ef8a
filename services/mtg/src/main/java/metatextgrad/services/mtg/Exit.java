package metatextgrad.services.mtg;

/** How a command ends; scripts rely on these numbers, so they only ever grow. */
public enum Exit {
    OK(0),
    FAILURE(1),
    USAGE(2),
    NOT_FOUND(3),
    BUDGET(5),
    UNREACHABLE(6),
    /** {@code EX_CONFIG} of {@code sysexits.h}: starting again will not help. */
    CONFIGURATION(78),
    /** What a shell reports after Ctrl-C: 128 + SIGINT. */
    INTERRUPTED(130);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
