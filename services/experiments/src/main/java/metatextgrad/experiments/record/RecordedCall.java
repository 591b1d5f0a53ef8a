package metatextgrad.experiments.record;

import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A call of a model and its reply, as a line of the file.
 *
 * @param key {@link CallId}
 * @param text the reply; for a reply without an answer, why there is none
 * @param failure why the reply has no answer; null if it has one
 * @param refused whether the server refused the request, so that the model did not work
 * @param millis how long the call took
 * @param day the day of the call, such as 2026-12-01
 */
public record RecordedCall(
        String key,
        String served,
        String text,
        Failure.Content.@Nullable Kind failure,
        boolean refused,
        long inputTokens,
        long outputTokens,
        boolean estimated,
        long millis,
        String day) {
    /** Returns the record of a reply that would be the same again; null for any other reply. */
    static @Nullable RecordedCall of(String key, Reply reply, long millis, String day) {
        return switch (reply) {
            case Reply.Answered answered ->
                    of(
                            key,
                            answered.servedModel(),
                            answered.text(),
                            null,
                            false,
                            answered.usage(),
                            millis,
                            day);
            case Reply.Unusable(Failure.Content why, Usage usage) ->
                    of(key, "", why.message(), why.kind(), false, usage, millis, day);
            case Reply.Refused(Failure.Content why) ->
                    of(key, "", why.message(), why.kind(), true, Usage.NONE, millis, day);
            case Reply.Unusable other -> null;
            case Reply.NoAnswer other -> null;
        };
    }

    private static RecordedCall of(
            String key,
            String served,
            String text,
            Failure.Content.@Nullable Kind failure,
            boolean refused,
            Usage usage,
            long millis,
            String day) {
        return new RecordedCall(
                key,
                served,
                text,
                failure,
                refused,
                usage.inputTokens(),
                usage.outputTokens(),
                usage.estimated(),
                millis,
                day);
    }

    /** Returns the reply, with the time of its call. */
    Reply reply() {
        Usage usage = new Usage(inputTokens, outputTokens, estimated, millis);
        if (failure == null) return new Reply.Answered(text, usage, served);
        Failure.Content why = new Failure.Content(failure, text);
        return refused ? new Reply.Refused(why) : new Reply.Unusable(why, usage);
    }
}
