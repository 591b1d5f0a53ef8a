package metatextgrad.services.mtg;

/**
 * How a command ends; scripts rely on these numbers, so they only ever grow. The table in {@code
 * docs/operations.md} repeats them.
 */
public enum Exit {
    OK(0, "Done."),
    FAILURE(1, "Something failed that may work when it is started again."),
    USAGE(2, "The command line is not understood."),
    NOT_FOUND(3, "A file, project, run or optimizer that was named is not there."),
    UNREACHABLE(6, "Kafka or the schema registry does not answer."),
    /** {@code EX_CONFIG} of {@code sysexits.h}. */
    CONFIGURATION(
            78,
            "Settings, input, topics, a port, a folder or the model prevents it. Fix that before"
                    + " you start it again."),
    /** What a shell reports after Ctrl-C: 128 + SIGINT. */
    INTERRUPTED(130, "Ctrl-C.");

    private final int code;
    private final String sentence;

    Exit(int code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    public int code() {
        return code;
    }

    /** When a command ends so. */
    public String sentence() {
        return sentence;
    }
}
