import type { BranchGroup } from '../../domain/branch';
import type { OpeningNow } from '../../domain/opening-hours';
import type { BusinessDetail } from '../../domain/unit';

/** A business as the directory lists it, with what its branch is called in the reader's language. */
export interface ListedBusiness extends BusinessDetail {
  readonly branchGroup: BranchGroup;
  readonly branchName: string;
  readonly opening: OpeningNow | null;
}
