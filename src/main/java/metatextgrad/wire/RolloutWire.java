package metatextgrad.wire;

import java.time.Instant;
import java.util.List;
import metatextgrad.events.ServingStage;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.RolloutCommand.ChallengerPromoted;
import metatextgrad.model.event.RolloutCommand.RolledBack;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.state.Contest;

/** Serving tables, rollout commands, and how answers are judged. */
final class RolloutWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            PromptsServed.class,
                            metatextgrad.events.PromptsServed.class,
                            RolloutWire::toAvro,
                            RolloutWire::fromAvro),
                    new WirePair<>(
                            TaskJudged.class,
                            metatextgrad.events.TaskJudged.class,
                            RolloutWire::toAvro,
                            RolloutWire::fromAvro),
                    new WirePair<>(
                            ChallengerApproved.class,
                            metatextgrad.events.ChallengerApproved.class,
                            RolloutWire::toAvro,
                            RolloutWire::fromAvro),
                    new WirePair<>(
                            ChallengerPromoted.class,
                            metatextgrad.events.ChallengerPromoted.class,
                            RolloutWire::toAvro,
                            RolloutWire::fromAvro),
                    new WirePair<>(
                            RolledBack.class,
                            metatextgrad.events.RolledBack.class,
                            RolloutWire::toAvro,
                            RolloutWire::fromAvro),
                    new WirePair<>(
                            Contest.class,
                            metatextgrad.events.Contest.class,
                            RolloutWire::toAvro,
                            RolloutWire::fromAvro));

    private RolloutWire() {}

    private static metatextgrad.events.PromptsServed toAvro(PromptsServed table) {
        metatextgrad.events.PromptsServed.Builder served =
                metatextgrad.events.PromptsServed.newBuilder()
                        .setProject(table.project().value())
                        .setChampion(table.champion().value())
                        .setEarlier(table.earlier().stream().map(VersionId::value).toList())
                        .setWhy(table.why())
                        .setSerial(table.serial().number());
        if (!(table.serving() instanceof Serving.Shared other))
            return served.setStage(ServingStage.ALONE).build();
        boolean canary = other instanceof Serving.Canary;
        return served.setStage(canary ? ServingStage.CANARY : ServingStage.HOLDBACK)
                .setOther(other.version().value())
                .setShare(other.share())
                .setSince(other.since().toEpochMilli())
                .build();
    }

    private static PromptsServed fromAvro(metatextgrad.events.PromptsServed served) {
        return new PromptsServed(
                new ProjectId(served.getProject()),
                new VersionId(served.getChampion()),
                served.getEarlier().stream().map(VersionId::new).toList(),
                serving(served),
                served.getWhy(),
                new Serial(served.getSerial()));
    }

    private static Serving serving(metatextgrad.events.PromptsServed served) {
        Instant since = Instant.ofEpochMilli(served.getSince());
        return switch (served.getStage()) {
            case ALONE -> new Serving.Alone();
            case CANARY ->
                    new Serving.Canary(new VersionId(served.getOther()), served.getShare(), since);
            case HOLDBACK ->
                    new Serving.Holdback(
                            new VersionId(served.getOther()), served.getShare(), since);
            case UNKNOWN -> throw new IllegalArgumentException("stage of a later release");
        };
    }

    private static metatextgrad.events.TaskJudged toAvro(TaskJudged judged) {
        return new metatextgrad.events.TaskJudged(
                judged.project().value(),
                judged.task().value(),
                judged.group(),
                judged.version().value(),
                judged.serial().number(),
                judged.probability(),
                judged.served().toEpochMilli(),
                judged.score(),
                Names.to(metatextgrad.events.Evidence.class, judged.evidence()));
    }

    private static TaskJudged fromAvro(metatextgrad.events.TaskJudged judged) {
        return new TaskJudged(
                new ProjectId(judged.getProject()),
                new TaskId(judged.getTask()),
                judged.getGroup(),
                new VersionId(judged.getVersion()),
                new Serial(judged.getSerial()),
                judged.getProbability(),
                Instant.ofEpochMilli(judged.getServed()),
                judged.getScore(),
                Names.to(TaskJudged.Evidence.class, judged.getEvidence()));
    }

    private static metatextgrad.events.ChallengerApproved toAvro(ChallengerApproved approved) {
        return new metatextgrad.events.ChallengerApproved(
                approved.project().value(),
                approved.version().value(),
                approved.share(),
                approved.at().toEpochMilli(),
                approved.seen().number(),
                approved.reason());
    }

    private static ChallengerApproved fromAvro(metatextgrad.events.ChallengerApproved approved) {
        return new ChallengerApproved(
                new ProjectId(approved.getProject()),
                new VersionId(approved.getVersion()),
                approved.getShare(),
                Instant.ofEpochMilli(approved.getAt()),
                new Serial(approved.getSeen()),
                approved.getReason());
    }

    private static metatextgrad.events.ChallengerPromoted toAvro(ChallengerPromoted promoted) {
        return new metatextgrad.events.ChallengerPromoted(
                promoted.project().value(),
                promoted.at().toEpochMilli(),
                promoted.seen().number(),
                promoted.reason());
    }

    private static ChallengerPromoted fromAvro(metatextgrad.events.ChallengerPromoted promoted) {
        return new ChallengerPromoted(
                new ProjectId(promoted.getProject()),
                Instant.ofEpochMilli(promoted.getAt()),
                new Serial(promoted.getSeen()),
                promoted.getReason());
    }

    private static metatextgrad.events.RolledBack toAvro(RolledBack back) {
        return new metatextgrad.events.RolledBack(
                back.project().value(), back.to().value(), back.seen().number(), back.reason());
    }

    private static RolledBack fromAvro(metatextgrad.events.RolledBack back) {
        return new RolledBack(
                new ProjectId(back.getProject()),
                new VersionId(back.getTo()),
                new Serial(back.getSeen()),
                back.getReason());
    }

    private static metatextgrad.events.Contest toAvro(Contest contest) {
        return new metatextgrad.events.Contest(
                contest.project().value(),
                contest.serial().number(),
                contest.share(),
                contest.champions(),
                contest.championSum(),
                contest.others(),
                contest.otherSum(),
                contest.effect(),
                contest.variation());
    }

    private static Contest fromAvro(metatextgrad.events.Contest contest) {
        return new Contest(
                new ProjectId(contest.getProject()),
                new Serial(contest.getSerial()),
                contest.getShare(),
                contest.getChampions(),
                contest.getChampionSum(),
                contest.getOthers(),
                contest.getOtherSum(),
                contest.getEffect(),
                contest.getVariation());
    }
}
