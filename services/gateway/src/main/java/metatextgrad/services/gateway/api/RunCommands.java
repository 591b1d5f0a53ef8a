package metatextgrad.services.gateway.api;

import java.util.List;
import metatextgrad.model.RunId;
import metatextgrad.model.event.RunCommand;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.RunState;
import metatextgrad.view.CommandCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends commands of operators to runs. Thread-safe. */
public final class RunCommands {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommands.class);
    private static final String PAUSE = "pause";
    private static final String RESUME = "resume";
    private static final String CANCEL = "cancel";

    private final KafkaDelivery kafka;

    RunCommands(KafkaDelivery kafka) {
        this.kafka = kafka;
    }

    /**
     * A valid command.
     *
     * @param word pause, resume or cancel
     */
    public record Wanted(String word, String reason) {}

    /**
     * What became of a command.
     *
     * @param sent false if there was nothing to do
     * @param message why there was nothing to do, or why the command may change nothing; else empty
     */
    public record Sent(String run, String command, boolean sent, String message) {}

    /**
     * Reads a command.
     *
     * @throws metatextgrad.services.gateway.proxy.Denied if the body is not valid
     */
    public static Wanted read(String body) {
        return ApiCall.read(
                () -> {
                    CommandBody fields = CommandBody.read(body, List.of("command", "reason"));
                    return new Wanted(
                            fields.word("command", List.of(PAUSE, RESUME, CANCEL)),
                            fields.reason());
                });
    }

    /**
     * Sends a command unless the run is cancelled already.
     *
     * @throws metatextgrad.services.gateway.proxy.Denied if the run has ended, or Kafka has not
     *     taken the command
     */
    public Sent send(Wanted wanted, RunState run, CommandSender by) {
        RunId id = run.request().id();
        RunCommand command =
                switch (wanted.word()) {
                    case PAUSE -> new RunPaused(id, wanted.reason(), by.name());
                    case RESUME -> new RunResumed(id, wanted.reason(), by.name());
                    default -> new RunCancelled(id, wanted.reason(), by.name());
                };
        return switch (CommandCheck.of(command, run)) {
            case CommandCheck.Ended ended -> throw Problem.RUN_ENDED.denied(ended.reason());
            case CommandCheck.Nothing nothing ->
                    new Sent(id.value(), wanted.word(), false, nothing.reason());
            case CommandCheck.Applies applies -> {
                kafka.write(command, by.trace());
                LOG.info(
                        "{} sends {} to run {}: {}", by.name(), wanted.word(), id, wanted.reason());
                yield new Sent(id.value(), wanted.word(), true, applies.note());
            }
        };
    }
}
