package metatextgrad.optimize;

import metatextgrad.model.AcceptanceRule;

/**
 * The rule that keeps a proposal inside a search (METHOD §4.4). No error level: it looks at
 * validation only.
 */
interface Acceptance {
    boolean keeps(double proposed, double incumbent);

    static Acceptance of(AcceptanceRule rule) {
        return switch (rule) {
            case PAPER -> (proposed, incumbent) -> proposed > incumbent;
            case REVERT -> (proposed, incumbent) -> proposed >= incumbent;
        };
    }
}
