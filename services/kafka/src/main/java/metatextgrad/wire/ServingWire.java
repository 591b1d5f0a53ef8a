package metatextgrad.wire;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.events.ServingStage;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.serving.ServingMarks;

/** Maps the serving table of a project to and from Avro. */
final class ServingWire {
    private ServingWire() {}

    static metatextgrad.events.PromptsServed toAvro(PromptsServed table) {
        metatextgrad.events.PromptsServed.Builder served =
                metatextgrad.events.PromptsServed.newBuilder()
                        .setProject(table.project().value())
                        .setChampion(table.champion().value())
                        .setEarlier(table.earlier().stream().map(VersionId::value).toList())
                        .setWhy(table.why())
                        .setBy(table.by())
                        .setSerial(table.serial().number())
                        .setPinned(table.marks().pinned())
                        .setLabels(labels(table.marks()))
                        .setRevision(table.marks().revision().number());
        if (!(table.serving() instanceof Serving.Shared other))
            return served.setStage(ServingStage.ALONE).build();
        boolean canary = other instanceof Serving.Canary;
        return served.setStage(canary ? ServingStage.CANARY : ServingStage.HOLDBACK)
                .setOther(other.version().value())
                .setShare(other.share())
                .setSince(other.since().toEpochMilli())
                .build();
    }

    static PromptsServed fromAvro(metatextgrad.events.PromptsServed served) {
        return new PromptsServed(
                new ProjectId(served.getProject()),
                new VersionId(served.getChampion()),
                served.getEarlier().stream().map(VersionId::new).toList(),
                serving(served),
                served.getWhy(),
                served.getBy(),
                new Serial(served.getSerial()),
                marks(served));
    }

    private static Map<String, String> labels(ServingMarks marks) {
        Map<String, String> labels = new TreeMap<>();
        marks.labels().forEach((label, version) -> labels.put(label, version.value()));
        return labels;
    }

    private static ServingMarks marks(metatextgrad.events.PromptsServed served) {
        TreeMap<String, VersionId> labels = new TreeMap<>();
        served.getLabels().forEach((label, version) -> labels.put(label, new VersionId(version)));
        return new ServingMarks(served.getPinned(), labels, new Serial(served.getRevision()));
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
}
