package metatextgrad.services.worker.kafka;

import metatextgrad.llm.Requester;
import metatextgrad.topics.Topics;

/** The topics of the worker with their prefix. */
public record WorkerTopics(String prefix) {
    public String requests() {
        return prefix + Topics.LLM_REQUESTS.name();
    }

    public String ledger() {
        return prefix + Topics.LLM_LEDGER.name();
    }

    public String runCommands() {
        return prefix + Topics.RUN_COMMANDS.name();
    }

    public String budgets() {
        return prefix + Topics.BUDGETS.name();
    }

    public String budgetSpend() {
        return prefix + Topics.BUDGET_SPEND.name();
    }

    public String responses(Requester requester) {
        return prefix + Topics.responses(requester).name();
    }
}
