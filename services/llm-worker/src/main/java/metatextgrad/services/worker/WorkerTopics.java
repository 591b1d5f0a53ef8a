package metatextgrad.services.worker;

import static java.util.Objects.requireNonNull;

import metatextgrad.llm.Asker;
import metatextgrad.streams.Topics;

/** The topics of the worker with their prefix. */
record WorkerTopics(String prefix) {
    WorkerTopics {
        requireNonNull(prefix, "prefix is null");
    }

    String requests() {
        return prefix + Topics.LLM_REQUESTS.name();
    }

    String ledger() {
        return prefix + Topics.LLM_LEDGER.name();
    }

    String runCommands() {
        return prefix + Topics.RUN_COMMANDS.name();
    }

    String budgets() {
        return prefix + Topics.BUDGETS.name();
    }

    String budgetSpend() {
        return prefix + Topics.BUDGET_SPEND.name();
    }

    String responses(Asker asker) {
        return prefix + Topics.responses(asker).name();
    }
}
