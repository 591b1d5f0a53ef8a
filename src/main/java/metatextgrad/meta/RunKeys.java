package metatextgrad.meta;

import metatextgrad.model.ContentHash;
import metatextgrad.model.RunId;
import metatextgrad.model.TrialId;

/** Under which keys the rows of one run lie, and the ids of its trials. */
record RunKeys(RunId run) {
    String state() {
        return run + "|state";
    }

    /** There while somebody has paused the run. */
    String paused() {
        return run + "|paused";
    }

    /** There while a limit holds asks of the run. */
    String held() {
        return run + "|held|";
    }

    String held(int partition) {
        return held() + partition;
    }

    /** Optimizers that people handed in and that were not looked at yet, in their order. */
    String offers() {
        return run + "|offer|";
    }

    String scores() {
        return run + "|score|";
    }

    String score(TrialId trial) {
        return scores() + trial;
    }

    String replies() {
        return run + "|reply|";
    }

    /** All replies to what was asked at a place. */
    String replies(String place) {
        return replies() + place + "|";
    }

    String reply(String place, int attempt) {
        return replies(place) + attempt;
    }

    /** Everything but the state. */
    String[] waiting() {
        return new String[] {scores(), replies(), offers(), held()};
    }

    TrialId trial(String purpose, int number, int round) {
        return new TrialId(ContentHash.of("trial", run, purpose, number, round));
    }

    TrialId seed() {
        return trial("seed", 0, 0);
    }

    TrialId rescore(int line) {
        return trial("rescore", line, 0);
    }

    TrialId test(int line) {
        return trial("test", line, 0);
    }
}
