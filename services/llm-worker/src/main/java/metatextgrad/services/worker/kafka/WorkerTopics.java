package metatextgrad.services.worker.kafka;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.llm.Requester;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;

/** The topics that a worker reads. */
public final class WorkerTopics {
    /** Those that every worker reads whole. */
    static final List<Topic> CONTROL =
            List.of(Topics.BUDGETS, Topics.BUDGET_SPEND, Topics.MODEL_STATUS, Topics.RUN_COMMANDS);

    private WorkerTopics() {}

    /** Returns all of them: also its ledger, and the answers that the ledger points to. */
    public static List<Topic> inputs() {
        return Stream.of(
                        Stream.of(Topics.LLM_REQUESTS, Topics.LLM_LEDGER),
                        Arrays.stream(Requester.values()).map(Topics::responses),
                        CONTROL.stream())
                .flatMap(topics -> topics)
                .toList();
    }
}
