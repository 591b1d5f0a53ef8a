package metatextgrad.wire;

import static metatextgrad.events.RunPhase.COMPOSING;
import static metatextgrad.events.RunPhase.EVALUATING_SEED;
import static metatextgrad.events.RunPhase.FINISHED;
import static metatextgrad.events.RunPhase.RACING;
import static metatextgrad.events.RunPhase.SEARCHING;
import static metatextgrad.events.RunPhase.TESTING;
import static metatextgrad.wire.RowMapper.MAPPER;

import metatextgrad.model.Serial;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.state.Run;

/** Maps the states of a run to and from Avro. */
final class RunWire {
    private RunWire() {}

    static metatextgrad.events.Run toAvro(Run run) {
        metatextgrad.events.Run.Builder progress =
                metatextgrad.events.Run.newBuilder().setSerial(run.serial().number());
        return switch (run) {
            case Run.Finished r -> progress.setPhase(FINISHED).build();
            case Run.Open r -> toAvro(progress.setRequest(MAPPER.toAvro(r.request())), r);
        };
    }

    private static metatextgrad.events.Run toAvro(
            metatextgrad.events.Run.Builder progress, Run.Open run) {
        return switch (run) {
            case Run.EvaluatingSeed r -> progress.setPhase(EVALUATING_SEED).build();
            case Run.Searching r ->
                    progress.setPhase(SEARCHING)
                            .setSeedScore(MAPPER.toAvro(r.seedScore()))
                            .setPromptPhases(MAPPER.avroPhases(r.promptPhases()))
                            .build();
            case Run.Composing r ->
                    progress.setPhase(COMPOSING)
                            .setSeedScore(MAPPER.toAvro(r.seedScore()))
                            .setPromptPhases(MAPPER.avroPhases(r.promptPhases()))
                            .setStructurePhase(StructurePhaseWire.toAvro(r.structurePhase()))
                            .build();
            case Run.Racing r ->
                    progress.setPhase(RACING)
                            .setAsked(r.asked())
                            .setTrials(r.trials().stream().map(TrialId::value).toList())
                            .setRounds(MAPPER.avroRounds(r.rounds()))
                            .setLines(MAPPER.avroLines(r.lines()))
                            .build();
            case Run.Testing r ->
                    progress.setPhase(TESTING)
                            .setReason(r.reason())
                            .setRounds(MAPPER.avroRounds(r.rounds()))
                            .setLines(MAPPER.avroLines(r.lines()))
                            .build();
        };
    }

    static Run fromAvro(metatextgrad.events.Run progress) {
        return progress.getPhase() == FINISHED
                ? new Run.Finished(new Serial(progress.getSerial()))
                : openFromAvro(progress);
    }

    private static Run.Open openFromAvro(metatextgrad.events.Run progress) {
        RunRequested request = MAPPER.fromAvro(progress.getRequest());
        Serial serial = new Serial(progress.getSerial());
        return switch (progress.getPhase()) {
            case EVALUATING_SEED -> new Run.EvaluatingSeed(request, serial);
            case SEARCHING ->
                    new Run.Searching(
                            request,
                            serial,
                            MAPPER.fromAvro(progress.getSeedScore()),
                            MAPPER.phases(progress.getPromptPhases()));
            case COMPOSING ->
                    new Run.Composing(
                            request,
                            serial,
                            MAPPER.fromAvro(progress.getSeedScore()),
                            MAPPER.phases(progress.getPromptPhases()),
                            StructurePhaseWire.fromAvro(progress.getStructurePhase()));
            case RACING ->
                    new Run.Racing(
                            request,
                            serial,
                            progress.getAsked(),
                            progress.getTrials().stream().map(TrialId::new).toList(),
                            MAPPER.rounds(progress.getRounds()),
                            MAPPER.lines(progress.getLines()));
            case TESTING ->
                    new Run.Testing(
                            request,
                            serial,
                            MAPPER.rounds(progress.getRounds()),
                            MAPPER.lines(progress.getLines()),
                            progress.getReason());
            case FINISHED, UNKNOWN ->
                    throw new IllegalArgumentException("phase of a later release");
        };
    }
}
