package metatextgrad.client;

import java.util.List;

/**
 * The topics of applications, without the prefix. Their records are JSON objects. The API of the
 * gateway has the same names for those that are written.
 */
final class ClientTopics {
    static final String PREFIX = "mtg.";
    static final String PROMPTS_JSON = "prompts-json";
    static final String TASKS = "tasks";
    static final String ANSWERS = "answers";
    static final String FEEDBACK = "feedback";

    /** Those that applications write. */
    static final List<String> WRITTEN = List.of(TASKS, ANSWERS, FEEDBACK);

    private ClientTopics() {}
}
