package metatextgrad.wire;

import metatextgrad.events.FailureKind;
import metatextgrad.model.Failure;
import metatextgrad.model.Failure.Content.Kind;

/** Maps failures to and from Avro. */
final class FailureWire {
    private FailureWire() {}

    static metatextgrad.events.Failure toAvro(Failure failure) {
        FailureKind kind =
                switch (failure) {
                    case Failure.Content content ->
                            switch (content.kind()) {
                                case EMPTY -> FailureKind.EMPTY;
                                case CUT_OFF -> FailureKind.CUT_OFF;
                                case REPEATED -> FailureKind.REPEATED;
                                case FILTERED -> FailureKind.FILTERED;
                                case OTHER -> FailureKind.CONTENT;
                            };
                    case Failure.Infrastructure broken -> FailureKind.INFRASTRUCTURE;
                    case Failure.Copied copied -> FailureKind.COPIED;
                    case Failure.DeadModel dead -> FailureKind.DEAD_MODEL;
                    case Failure.Budget spent -> FailureKind.BUDGET;
                };
        return new metatextgrad.events.Failure(kind, failure.message());
    }

    static Failure fromAvro(metatextgrad.events.Failure failure) {
        String message = failure.getMessage();
        return switch (failure.getKind()) {
            case CONTENT -> new Failure.Content(message);
            case EMPTY -> new Failure.Content(Kind.EMPTY, message);
            case CUT_OFF -> new Failure.Content(Kind.CUT_OFF, message);
            case REPEATED -> new Failure.Content(Kind.REPEATED, message);
            case FILTERED -> new Failure.Content(Kind.FILTERED, message);
            case INFRASTRUCTURE -> new Failure.Infrastructure(message);
            case COPIED -> new Failure.Copied(message);
            case DEAD_MODEL -> new Failure.DeadModel(message);
            case BUDGET -> new Failure.Budget(message);
            case UNKNOWN -> throw new IllegalArgumentException("failure of a later release");
        };
    }
}
