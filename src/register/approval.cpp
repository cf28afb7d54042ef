#include "register/approval.h"

namespace gg {

bool is_in_force(const Approval& approval, const Date& day) {
  return approval.date <= day && (!approval.expires || day <= *approval.expires) &&
         (!approval.voided || day < *approval.voided);
}

}  // namespace gg
