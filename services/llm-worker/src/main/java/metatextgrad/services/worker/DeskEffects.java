package metatextgrad.services.worker;

import java.time.Duration;
import java.util.function.Consumer;
import metatextgrad.llm.AnswerPlace;
import metatextgrad.llm.WorkerAnswer;
import metatextgrad.llm.WorkerRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the desk has done elsewhere. Nothing here blocks, and nothing calls back before it returns:
 * the desk holds its lock.
 */
interface DeskEffects {
    /** To the commit thread. */
    void commit(PendingWrite work);

    /** One attempt, in a thread of its own; its reply goes to {@link Desk#replied}. */
    void call(InFlightCall flight);

    /** The answer at this place, or null where it has left the log. */
    void read(AnswerPlace place, Consumer<@Nullable WorkerAnswer> then);

    /** Whether the answer at this place has left the log. */
    void look(AnswerPlace place, Consumer<Boolean> then);

    /** The request at this offset, or null where it has left the log. */
    void recall(int partition, long offset, Consumer<@Nullable WorkerRequest> then);

    void after(Duration wait, Runnable then);

    /** The model cannot be used at all, for this reason; null when it can again. */
    void outage(@Nullable String reason);

    /** Nobody is at the model's address, for this reason; null when somebody is again. */
    void away(@Nullable String reason);
}
