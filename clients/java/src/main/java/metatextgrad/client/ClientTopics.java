package metatextgrad.client;

/** The topics of applications, without the prefix. Their records are JSON objects. */
final class ClientTopics {
    static final String PREFIX = "mtg.";
    static final String PROMPTS_JSON = "prompts-json";
    static final String TASKS = "tasks";
    static final String ANSWERS = "answers";
    static final String FEEDBACK = "feedback";

    private ClientTopics() {}
}
