opening-balance = ✂ Opening balance
